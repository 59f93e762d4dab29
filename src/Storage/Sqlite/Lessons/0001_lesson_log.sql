-- Short numbers instead of the lesson's text: the text would be repeated in every entry.
CREATE TABLE lesson (
    id        INTEGER PRIMARY KEY,
    lesson    TEXT    NOT NULL UNIQUE,
    epoch     INTEGER NOT NULL CHECK (epoch > 0),
    head      INTEGER NOT NULL CHECK (head >= 0),
    proved_at INTEGER -- milliseconds since 1970, UTC
) STRICT;

-- With a rowid: entries of all lessons go to the end of one table, and only a small index is written all over. Without it, 500
-- lessons at once took 2.5 times as long (measured by tests/Benchmarks lesson-log), since each lesson's rows lie apart.
CREATE TABLE entry (
    lesson   INTEGER NOT NULL,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    epoch    INTEGER NOT NULL,
    command  TEXT,
    payload  BLOB    NOT NULL CHECK (length(payload) > 0),
    PRIMARY KEY (lesson, sequence)
) STRICT;

-- Apart from the lesson's row, which is rewritten with every append.
CREATE TABLE snapshot (
    lesson   INTEGER PRIMARY KEY,
    sequence INTEGER NOT NULL CHECK (sequence >= 0),
    payload  BLOB    NOT NULL CHECK (length(payload) > 0)
) STRICT;
