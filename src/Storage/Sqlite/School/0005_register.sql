-- What was corrected in registers; append only. Times are milliseconds since 1970, UTC; status as in PresenceStatus:
-- 1 present, 2 late, 3 absent, 4 left early. Who corrected is null for an administrator.
CREATE TABLE register_correction (
    lesson TEXT    NOT NULL,
    person TEXT    NOT NULL,
    number INTEGER NOT NULL CHECK (number > 0),
    status INTEGER NOT NULL CHECK (status BETWEEN 1 AND 4),
    reason TEXT    NOT NULL,
    by     TEXT,
    at     INTEGER NOT NULL,
    PRIMARY KEY (lesson, person, number)
) STRICT, WITHOUT ROWID;
