-- Who can sign in. Secrets stand here only as hashes. Instants are milliseconds since 1970, UTC.
CREATE TABLE account (
    id            TEXT PRIMARY KEY,
    school        TEXT NOT NULL, -- '' for administrators of the node, so that their logins are unique among themselves
    login         TEXT,
    display_name  TEXT,
    password_hash TEXT,
    code_hash     BLOB,
    stamp         TEXT NOT NULL,
    CHECK (password_hash IS NULL OR login IS NOT NULL)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX account_by_login ON account (login, school) WHERE login IS NOT NULL;
CREATE UNIQUE INDEX account_by_code ON account (school, code_hash) WHERE code_hash IS NOT NULL;
CREATE INDEX account_administrator ON account (id) WHERE school = '';

CREATE TABLE invitation (
    account    TEXT    PRIMARY KEY, -- one at a time: a new one voids the last
    school     TEXT    NOT NULL,
    login      TEXT    NOT NULL,
    token_hash BLOB    NOT NULL UNIQUE,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX invitation_by_login ON invitation (school, login);

CREATE TABLE setup_token (
    token_hash BLOB    PRIMARY KEY,
    expires_at INTEGER NOT NULL,
    recovery   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Signed out before their time; kept until then.
CREATE TABLE ended_session (
    id         TEXT    PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX ended_session_by_expiry ON ended_session (expires_at);

CREATE TABLE shared_key (
    sequence INTEGER PRIMARY KEY,
    kind     TEXT NOT NULL,
    name     TEXT NOT NULL,
    value    TEXT NOT NULL,
    UNIQUE (kind, name)
) STRICT;

CREATE TABLE audit (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT, -- a number is never given twice
    at       INTEGER NOT NULL,
    actor    TEXT,
    school   TEXT NOT NULL, -- '' for the node
    action   TEXT NOT NULL,
    subject  TEXT
) STRICT;

CREATE INDEX audit_by_school ON audit (school, sequence);

CREATE TABLE gateway (
    id       TEXT    PRIMARY KEY,
    address  TEXT    NOT NULL UNIQUE,
    load     INTEGER NOT NULL,
    draining INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
