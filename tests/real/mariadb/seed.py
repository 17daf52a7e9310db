#!/usr/bin/env python3
"""seed.py FOLDER: fills the server of start.sh with a shop: customers, orders, and a table of CP932 as an old back end has it. The
hub's user `hub`, password `real-hub`, may only read."""
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent))
import people

TABLES = """
CREATE DATABASE shop;
CREATE USER hub@'127.0.0.1' IDENTIFIED BY 'real-hub';
GRANT SELECT ON shop.* TO hub@'127.0.0.1';
USE shop;
CREATE TABLE customers (id INT PRIMARY KEY, sei VARCHAR(40), mei VARCHAR(40), kana VARCHAR(60), email VARCHAR(120), tel VARCHAR(30),
  zip CHAR(8), addr VARCHAR(200), created DATE, updated_at TIMESTAMP(6) DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6),
  KEY (updated_at)) CHARSET utf8mb4;
CREATE TABLE orders (id INT PRIMARY KEY, customer_id INT NOT NULL, ordered_on DATE NOT NULL, total DECIMAL(12,0) NOT NULL,
  KEY (customer_id));
CREATE TABLE kokyaku (bango INT PRIMARY KEY, namae VARCHAR(60), jusho VARCHAR(200)) CHARSET cp932;
"""
OLD_ROWS = 2000


def insert(table, rows):
    for start in range(0, len(rows), 1000):
        yield f"INSERT INTO {table} VALUES {','.join(rows[start:start + 1000])};"


def statements():
    known = people.people(people.SHOP)
    yield TABLES
    yield from insert("customers", [
        f"({p['number']},'{p['family']}','{p['given']}','{p['kana']}','{p['email']}','{p['phone']}','{p['postal_code']}',"
        f"'{p['place']}{p['street']}','{p['since']}',TIMESTAMP'2026-01-01 09:00:00.000001'+INTERVAL {p['number']} SECOND)" for p in known])
    yield from insert("orders", [f"({number},{customer},DATE'2025-01-01'+INTERVAL {day} DAY,{amount})"
                                 for number, customer, day, amount in people.orders()])
    yield from insert("kokyaku", [f"({p['number']},'{people.old_name(p)}','{p['place']}{p['street']}')" for p in known[:OLD_ROWS]])


if __name__ == "__main__":
    client = ["mariadb", "--no-defaults", "-uroot", "-S", f"{sys.argv[1]}/socket", "--default-character-set=utf8mb4"]
    subprocess.run(client, input="\n".join(statements()).encode(), check=True, timeout=300)
