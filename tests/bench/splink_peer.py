#!/usr/bin/env python3
"""splink_peer.py FILE.csv OUT.csv --id COL --model customers|people|persons: what Splink makes of a list, with its defaults (two threads, clusters at a
probability of 0.95). Reading and normalizing in Python count as they would for whoever uses it. Prints the seconds of both parts.

Models: `customers` for Japanese customers (name, kana, phone, e-mail, address, birth date, company); `people` for the historical list; `persons` for
Febrl's. Each is what its documentation proposes for such columns."""
import argparse
import csv
import re
import sys
import tempfile
import time
import unicodedata

import duckdb
import jaconv
import namedivider
import phonenumbers
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

DIVIDER = namedivider.BasicNameDivider()
ERAS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018, "明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}


def text(value):
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", value or "")).lower()


def date(value):
    value = text(value).upper()
    if re.fullmatch(r"\d{8}", value):
        return f"{value[:4]}-{value[4:6]}-{value[6:]}"
    found = re.match(r"(明治|大正|昭和|平成|令和|[MTSHR])?(\d+|元)[-/.年](\d+)[-/.月](\d+)", value)
    if not found:
        return ""
    era, year, month, day = found.groups()
    year = 1 if year == "元" else int(year)
    return f"{year + ERAS.get(era, 0):04d}-{int(month):02d}-{int(day):02d}"


def phone(value):
    try:
        return phonenumbers.format_number(phonenumbers.parse(text(value), "JP"), phonenumbers.PhoneNumberFormat.E164)
    except phonenumbers.NumberParseException:
        return ""


def divided(name):
    """Family and given name; what a space parts already, or the divider of PyPI's namedivider without a model."""
    parts = unicodedata.normalize("NFKC", name or "").lower().split()
    if len(parts) == 2:
        return parts
    try:
        found = DIVIDER.divide_name("".join(parts))
    except ValueError:  # too short
        return ["".join(parts), ""]
    return [found.family, found.given]


def customer(row):
    family, given = divided(row.get("name"))
    kana = jaconv.hira2kata(text(row.get("kana")))
    out = {"family": family, "given": given, "kana": kana, "email": text(row.get("email")), "phone": phone(row.get("phone"))}
    out["address"] = re.sub("丁目|番地?|号室?|[‐‑‒–—―−ー－]", "-", text(row.get("address"))).strip("-")
    out["postal_code"] = re.sub(r"\D", "", text(row.get("postal_code")))
    out["birth_date"] = date(row.get("birth_date"))
    out["company"] = re.sub(r"株式会社|有限会社|合同会社|\(株\)|\(有\)|\(同\)", "", text(row.get("company")))
    return out


def plain(row):
    return {k: (v or "").strip().lower() for k, v in row.items()}


MODELS = {
    "customers": dict(
        clean=customer,
        comparisons=[cl.JaroWinklerAtThresholds("family", [0.9]).configure(term_frequency_adjustments=True), cl.JaroWinklerAtThresholds("given", [0.9]).configure(term_frequency_adjustments=True),
                     cl.JaroWinklerAtThresholds("kana", [0.95, 0.88]).configure(term_frequency_adjustments=True), cl.EmailComparison("email"),
                     cl.LevenshteinAtThresholds("phone", [1, 2]).configure(term_frequency_adjustments=True), cl.JaroWinklerAtThresholds("address", [0.95, 0.88]).configure(term_frequency_adjustments=True),
                     cl.DateOfBirthComparison("birth_date", input_is_string=True), cl.JaroWinklerAtThresholds("company", [0.9]).configure(term_frequency_adjustments=True)],
        blocks=[block_on("email"), block_on("phone"), block_on("address"), block_on("family", "given"), block_on("kana"), block_on("family", "birth_date"), block_on("given", "birth_date"), block_on("kana", "birth_date"),
                block_on("postal_code", "family"), block_on("company", "family"), block_on("substr(phone, 1, 9)", "family"), block_on("substr(email, 1, 6)", "given")],
        sure=[block_on("email", "phone"), block_on("family", "given", "phone"), block_on("kana", "phone"), block_on("family", "given", "email")],
        train=[block_on("phone"), block_on("family", "given"), block_on("email"), block_on("kana")]),
    "people": dict(
        clean=plain,
        comparisons=[cl.ForenameSurnameComparison("first_name", "surname"), cl.LevenshteinAtThresholds("dob", [1, 2]), cl.JaroWinklerAtThresholds("postcode_fake", [0.9]),
                     cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True), cl.ExactMatch("occupation").configure(term_frequency_adjustments=True)],
        blocks=[block_on("first_name", "surname"), block_on("first_name", "dob"), block_on("surname", "dob"), block_on("surname", "postcode_fake"), block_on("postcode_fake", "dob"),
                block_on("birth_place", "dob"), block_on("first_name", "postcode_fake")],
        sure=[block_on("first_name", "surname", "dob"), block_on("postcode_fake", "dob")], train=[block_on("first_name", "surname"), block_on("dob")]),
    "persons": dict(
        clean=plain,
        comparisons=[cl.JaroWinklerAtThresholds("given_name", [0.9, 0.7]), cl.JaroWinklerAtThresholds("surname", [0.9, 0.7]), cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
                     cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]), cl.LevenshteinAtThresholds("postcode", [1, 2]), cl.JaroWinklerAtThresholds("address_1", [0.9]), cl.JaroWinklerAtThresholds("suburb", [0.9])],
        blocks=[block_on("soc_sec_id"), block_on("given_name", "surname"), block_on("date_of_birth"), block_on("postcode", "surname"), block_on("postcode", "given_name"), block_on("address_1")],
        sure=[block_on("soc_sec_id")], train=[block_on("date_of_birth"), block_on("postcode"), block_on("soc_sec_id")]),
}


def normalized(path, id_column, clean):
    rows = []
    for row in csv.DictReader(open(path, encoding="utf-8", newline="")):
        key = row.pop(id_column)
        rows.append({"unique_id": key, **{k: v or None for k, v in clean(row).items()}})
    return rows


def linked(rows, model):
    columns, lent = list(rows[0]), tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf-8", newline="")
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"create table list ({', '.join(f'{c} varchar' for c in columns)})")
    csv.writer(lent).writerows([[r[c] for c in columns] for r in rows])
    lent.flush()
    connection.execute(f"""copy list from '{lent.name}' (header false, nullstr '', auto_detect false, delimiter ',', quote '"', escape '"')""")
    settings = SettingsCreator(link_type="dedupe_only", comparisons=model["comparisons"], blocking_rules_to_generate_predictions=model["blocks"])
    api = DuckDBAPI(connection)
    linker = Linker(api.register(connection.table("list")), settings, log_level=50)
    linker.training.estimate_probability_two_random_records_match(model["sure"], recall=0.6)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in model["train"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, 0.95)
    return connection.execute(f"select unique_id, cluster_id from {clusters.physical_name}").fetchall()


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("file", "out"):
        args.add_argument(name)
    args.add_argument("--id", required=True)
    args.add_argument("--model", required=True, choices=MODELS)
    a = args.parse_args()
    model = MODELS[a.model]
    start = time.time()
    rows = normalized(a.file, a.id, model["clean"])
    read = time.time()
    found = linked(rows, model)
    with open(a.out, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[a.id, "cluster_id"], *found])
    print(f"normalizing {read - start:.1f} s, matching {time.time() - read:.1f} s", file=sys.stderr)


main()
