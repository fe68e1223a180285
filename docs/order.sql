-- The lowest places of a `ticket-sort` or `vrs` draw, for rolls that outgrow a laptop. Written for DuckDB.
--
-- In:  roll.tsv in this folder, and two variables: `prk` is the key of the draw as 64 hex digits (`prk` of record.json, or
--      what `unsung pick` says first; section 3 of docs/DRAW.md tells how to compute it), `places` how many are wanted.
-- Out: places.csv with the lowest places in order, and short.tsv, their lines sorted as a roll: since an entry's position
--      depends on its own line alone, `unsung pick --roll short.tsv` goes the same walk as on the whole roll, as long as
--      the walk ends within it. When it does not (it places fewer than it should), ask for more places.
--
--      In Python, with `import duckdb`:
--          duckdb.execute("SET VARIABLE prk = '…'; SET VARIABLE places = 10000;")
--          duckdb.execute(open("order.sql").read())

-- HMAC pads the key with zeros to a block of 64 bytes and mixes it with one byte: 0x36 (54) inside, 0x5c (92) outside.
CREATE OR REPLACE TEMP MACRO padded(key, byte) AS
    unhex(array_to_string(
        list_transform(range(64), lambda i: printf('%02x', xor(byte, CASE WHEN i < 32
            THEN ('0x' || substr(key, (2 * i + 1)::BIGINT, 2))::INTEGER ELSE 0 END))), ''));

SET VARIABLE inside = padded(getvariable('prk'), 54);
SET VARIABLE outside = padded(getvariable('prk'), 92);

CREATE OR REPLACE TEMP TABLE places AS
WITH
    roll AS (
        SELECT id, tickets, coalesce(household, '') AS household, coalesce(pools, '') AS pools
        FROM read_csv('roll.tsv', auto_detect = false, header = false, delim = '\t', quote = '', escape = '',
            columns = {'id': 'VARCHAR', 'tickets': 'BIGINT', 'household': 'VARCHAR', 'pools': 'VARCHAR'})
    ),
    -- One row for each ticket, with the bytes that are hashed for it.
    ticket AS (
        SELECT *, encode(id) || CASE WHEN k = 1 THEN '\x01'::BLOB
            ELSE '\x00'::BLOB || encode(k::VARCHAR) || '\x01'::BLOB END AS message
        FROM (SELECT *, unnest(range(1, tickets + 1)) AS k FROM roll)
    ),
    position AS (
        SELECT id, tickets, household, pools, k,
            sha256(getvariable('outside') || unhex(sha256(getvariable('inside') || message))) AS position
        FROM ticket
    )
SELECT id, any_value(tickets) AS tickets, any_value(household) AS household, any_value(pools) AS pools,
    arg_min(k, position) AS ticket, min(position) AS position
FROM position
GROUP BY id
ORDER BY min(position), id
LIMIT getvariable('places')::BIGINT;

COPY (SELECT row_number() OVER (ORDER BY position, id) AS rank, id, ticket, position FROM places ORDER BY rank)
TO 'places.csv' (HEADER);

COPY (SELECT id, tickets, household, pools FROM places ORDER BY id)
TO 'short.tsv' (HEADER false, DELIMITER '\t', QUOTE '', ESCAPE '');
