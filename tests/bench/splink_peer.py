#!/usr/bin/env python3
"""splink_peer.py FILE.csv OUT.csv --id COL --model customers|customers-veto|people|persons: what Splink makes of a list, on two threads. Reading and normalizing in Python
count as they would for whoever uses it. Prints the seconds of both parts.

Models: `customers` for Japanese customers (splink_customers.py normalizes them); `customers-veto` drops pairs whose given names differ before clustering, whatever else agrees;
`people` for the historical list; `persons` for Febrl's. No rule of the first was made by a look at the truth: columns that depend on each other stand in one
comparison, frequent names weigh less, u comes from ten million random pairs (the documentation of estimate_u_using_random_sampling calls that often adequate while a model is
made, a thousand million best but long), m from EM over several blocks. Clusters are made at a probability of 0.95. With the veto it is 0.5, the best of 0.95, 0.9, 0.8
and 0.5 by the truth of customers_20k, which favours it a little."""
import argparse
import csv
import time

import duckdb
import pyarrow
import splink.comparison_level_library as levels
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

import splink_customers

FAMILY, GIVEN = (f"({part}_l = {part}_r or list_has_any({part}_sounds_l, {part}_sounds_r))" for part in ("family", "given"))


def plain(path, id_column):
    rows = csv.DictReader(open(path, encoding="utf-8", newline=""))
    return [{"unique_id": row.pop(id_column), **{k: (v or "").strip().lower() or None for k, v in row.items()}} for row in rows]


def both(*columns):
    return " or ".join(f"{c}_l is not null and {c}_r is not null" for c in columns)


FAMILY_KNOWN, GIVEN_KNOWN = (f"({both(part, f'{part}_sounds')})" for part in ("family", "given"))


def level(condition, frequency=None):
    made = levels.CustomLevel(condition)
    return made.configure(tf_adjustment_column=frequency, disable_tf_exact_match_detection=True) if frequency else made


def comparison(name, comparable, *found):
    return cl.CustomComparison(output_column_name=name, comparison_levels=[level(f"not ({comparable})").configure(is_null_level=True), *found, levels.ElseLevel()])


def unmixed(settings):
    """Random pairs hold matches, too, and those are most of the agreements that are rare by chance: takes their share out of what u is said to be."""
    share = settings["probability_two_random_records_match"]
    for found in (found for one in settings["comparisons"] for found in one["comparison_levels"] if "u_probability" in found and "m_probability" in found):
        found["u_probability"] = max((found["u_probability"] - share * found["m_probability"]) / (1 - share), found["u_probability"] / 10)
    return settings


CUSTOMERS = dict(
    read=splink_customers.customers,
    comparisons=[
        comparison("who", f"{FAMILY_KNOWN} or {GIVEN_KNOWN}", level("name_l = name_r", "name"), level(f"sound_l = sound_r or {FAMILY} and {GIVEN}", "sound"),
                   level("jaro_winkler_similarity(sound_l, sound_r) >= 0.95"), level(f"{FAMILY} and not {GIVEN_KNOWN}", "family_sound"), level(FAMILY, "family_sound"), level(GIVEN)),
        comparison("mail", both("email"), level("email_l = email_r"), level("mailbox_l = mailbox_r"),
                   level("abs(length(email_l) - length(email_r)) < 3 and levenshtein(email_l, email_r) <= 2")),
        comparison("contact", both("phone", "address", "company"), level("phone_l = phone_r and address_l = address_r"), level("phone_l = phone_r"), level("address_l = address_r"),
                   level("company_l = company_r", "company"),
                   level("(phone_l[:8] = phone_r[:8] or phone_l[-6:] = phone_r[-6:]) and damerau_levenshtein(phone_l, phone_r) <= 1"),
                   level("place_l = place_r and postal_code_l = postal_code_r")),
        comparison("born", both("birth_date"), level("birth_date_l = birth_date_r"),
                   level("(birth_date_l[:4] = birth_date_r[:4] or birth_date_l[6:] = birth_date_r[6:]) and damerau_levenshtein(birth_date_l, birth_date_r) <= 1")),
        cl.ExactMatch("sex")],
    blocks=[block_on("email"), block_on("phone"), block_on("address"), block_on("sound", "mailbox"), block_on("sound", "birth_date"), block_on("name", "birth_date"),
            block_on("given_sounds", "birth_date"), block_on("family_sound", "birth_date"), block_on("family_sound", "company"), block_on("sound", "place"), block_on("sound", "substr(phone, 1, 9)"),
            block_on("sound", "substr(phone, -5)"), block_on("sound", "substr(email, 1, 5)"), block_on("name", "substr(email, 1, 5)"), block_on("sound", "substr(birth_date, 1, 4)")],
    sure=[block_on("email", "sound"), block_on("phone", "sound"), block_on("address", "sound"), block_on("birth_date", "sound")], recall=0.75,
    train=[block_on("sound"), block_on("phone"), block_on("email")], pairs=1e7, em=dict(estimate_without_term_frequencies=True, max_pairs=2e6), mended=unmixed)

MODELS = {
    "customers": CUSTOMERS,
    "customers-veto": {**CUSTOMERS, "threshold": 0.5, "veto": f"{GIVEN_KNOWN} and not coalesce({GIVEN}, false)"},
    "people": dict(
        read=plain,
        comparisons=[cl.ForenameSurnameComparison("first_name", "surname"), cl.LevenshteinAtThresholds("dob", [1, 2]), cl.JaroWinklerAtThresholds("postcode_fake", [0.9]),
                     cl.ExactMatch("birth_place").configure(term_frequency_adjustments=True), cl.ExactMatch("occupation").configure(term_frequency_adjustments=True)],
        blocks=[block_on("first_name", "surname"), block_on("first_name", "dob"), block_on("surname", "dob"), block_on("surname", "postcode_fake"), block_on("postcode_fake", "dob"),
                block_on("birth_place", "dob"), block_on("first_name", "postcode_fake")],
        sure=[block_on("first_name", "surname", "dob"), block_on("postcode_fake", "dob")], recall=0.6, pairs=1e6, train=[block_on("first_name", "surname"), block_on("dob")]),
    "persons": dict(
        read=plain,
        comparisons=[cl.JaroWinklerAtThresholds("given_name", [0.9, 0.7]), cl.JaroWinklerAtThresholds("surname", [0.9, 0.7]), cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
                     cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]), cl.LevenshteinAtThresholds("postcode", [1, 2]), cl.JaroWinklerAtThresholds("address_1", [0.9]), cl.JaroWinklerAtThresholds("suburb", [0.9])],
        blocks=[block_on("soc_sec_id"), block_on("given_name", "surname"), block_on("date_of_birth"), block_on("postcode", "surname"), block_on("postcode", "given_name"), block_on("address_1")],
        sure=[block_on("soc_sec_id")], recall=0.6, pairs=1e6, train=[block_on("date_of_birth"), block_on("postcode"), block_on("soc_sec_id")]),
}


def trained(list_, model):
    settings = SettingsCreator(link_type="dedupe_only", comparisons=model["comparisons"], blocking_rules_to_generate_predictions=model["blocks"],
                               retain_matching_columns=False)
    linker = Linker(list_, settings, log_level=50)
    linker.training.estimate_probability_two_random_records_match(model["sure"], recall=model["recall"])
    linker.training.estimate_u_using_random_sampling(max_pairs=model["pairs"], seed=1)
    for rule in model["train"]:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, **model.get("em", {}))
    return Linker(list_, model["mended"](linker.misc.save_model_to_json()), log_level=50) if "mended" in model else linker


def linked(rows, model):
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    kinds = {c: pyarrow.list_(pyarrow.string()) if c.endswith("_sounds") else pyarrow.string() for c in rows[0]}
    connection.from_arrow(pyarrow.Table.from_pylist(rows, pyarrow.schema(kinds.items()))).create("list")
    rows.clear()
    api = DuckDBAPI(connection)
    linker = trained(api.register(connection.table("list")), model)
    threshold = model.get("threshold", 0.95)
    predicted = linker.inference.predict(threshold_match_probability=threshold)
    if "veto" in model:
        of = {side: f"(select unique_id as unique_id_{side}, given as given_{side}, given_sounds as given_sounds_{side} from list)" for side in "lr"}
        connection.execute(f"""create table kept as select p.* from {predicted.physical_name} p join {of['l']} using (unique_id_l) join {of['r']} using (unique_id_r)
            where not ({model['veto']})""")
        predicted = api.register(connection.table("kept"))
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold)
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
    rows = model["read"](a.file, a.id)
    read = time.time()
    found = linked(rows, model)
    with open(a.out, "w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[a.id, "cluster_id"], *found])
    print(f"normalizing {read - start:.1f} s, matching {time.time() - read:.1f} s")


main()
