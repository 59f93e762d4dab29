-- Files on their way into a lesson, and those that lessons use. Instants are milliseconds since 1970, UTC.
-- state: 0 not known to be used (it counts for person and school), 1 used, 2 given up and its file being removed.
CREATE TABLE upload (
    id     TEXT    PRIMARY KEY,
    school TEXT    NOT NULL,
    person TEXT    NOT NULL,
    lesson TEXT    NOT NULL,
    hash   TEXT,
    bytes  INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    state  INTEGER NOT NULL CHECK (state BETWEEN 0 AND 2),
    CHECK (state = 0 OR hash IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE INDEX upload_by_file ON upload (school, hash) WHERE hash IS NOT NULL;
CREATE INDEX upload_unused ON upload (school, person, bytes) WHERE state = 0;
CREATE INDEX upload_unsettled ON upload (at) WHERE state <> 1;
