-- What a school's office decides. Instants are milliseconds since 1970, UTC.
CREATE TABLE school_settings (
    school             TEXT    PRIMARY KEY,
    late_after_minutes INTEGER NOT NULL,
    language           INTEGER NOT NULL, -- as in SchoolLanguage
    participants_max   INTEGER,
    version            INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

-- Who stands in for the teachers of a class. No roster import touches it.
CREATE TABLE substitution (
    school  TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    class   TEXT    NOT NULL,
    teacher TEXT    NOT NULL,
    from_at INTEGER NOT NULL,
    to_at   INTEGER NOT NULL,
    reason  TEXT,
    PRIMARY KEY (school, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX substitution_by_end ON substitution (school, to_at);

-- Forgotten passwords. The row of account '' is of logins that nobody has: it makes their requests cost the same.
CREATE TABLE password_reset (
    account      TEXT    PRIMARY KEY,
    school       TEXT    NOT NULL,
    requested_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX password_reset_by_school ON password_reset (school, requested_at);

ALTER TABLE account ADD COLUMN code_issued_at INTEGER;

UPDATE account SET code_issued_at = (SELECT max(a.at) FROM audit a WHERE a.action = 'CodeIssued' AND a.school = account.school AND a.subject = account.id)
WHERE code_hash IS NOT NULL;
