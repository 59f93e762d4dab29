-- Rosters. A row is in force from edition "since" up to, not including, edition "until" of its owner's roster. An import
-- writes rows for the next edition, which nobody sees; raising the edition brings all of them into force at once.
-- 9223372036854775807 = still in force. Owner '' = what the schools of the node share.

CREATE TABLE roster_edition (
    owner TEXT PRIMARY KEY,
    edition INTEGER NOT NULL
) STRICT;

-- One row an import that has staged something. It outlives a crash, so that the next start can tidy up.
CREATE TABLE roster_import (
    scope TEXT PRIMARY KEY,
    applied INTEGER NOT NULL
) STRICT;

-- Rows that an import replaces: deleted once it is applied. Removed rows stay, for their ids.
CREATE TABLE roster_replaced (
    scope TEXT NOT NULL,
    of_table TEXT NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (scope, of_table, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE roster_school (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    name TEXT NOT NULL,
    parent TEXT
) STRICT;
CREATE INDEX roster_school_by_owner ON roster_school (owner);

CREATE TABLE roster_catalog (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    kind INTEGER NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    title TEXT NOT NULL,
    type TEXT,
    parent TEXT,
    starts_on TEXT,
    ends_on TEXT,
    subject TEXT
) STRICT;
CREATE INDEX roster_catalog_by_sourced_id ON roster_catalog (owner, kind, sourced_id);

CREATE TABLE roster_class (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    class TEXT NOT NULL,
    title TEXT NOT NULL,
    subject TEXT,
    course TEXT
) STRICT;
CREATE INDEX roster_class_by_class ON roster_class (owner, class);

CREATE TABLE roster_person (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    person TEXT NOT NULL,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    email TEXT,
    enabled INTEGER NOT NULL,
    feed TEXT
) STRICT;
CREATE INDEX roster_person_by_person ON roster_person (owner, person);

CREATE TABLE roster_role (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    person TEXT NOT NULL,
    role INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_role_by_person ON roster_role (owner, person);

CREATE TABLE roster_enrollment (
    number INTEGER PRIMARY KEY,
    owner TEXT NOT NULL,
    sourced_id TEXT NOT NULL,
    since INTEGER NOT NULL,
    until INTEGER NOT NULL,
    class TEXT NOT NULL,
    person TEXT NOT NULL,
    role INTEGER NOT NULL
) STRICT;
CREATE INDEX roster_enrollment_by_class ON roster_enrollment (owner, class);
CREATE INDEX roster_enrollment_by_person ON roster_enrollment (owner, person);

-- What is in force now. A person counts while enabled and holding a role.
CREATE VIEW roster_school_now AS
    SELECT s.owner, s.name, e.edition FROM roster_school s JOIN roster_edition e ON e.owner = s.owner
    WHERE s.since <= e.edition AND s.until > e.edition;

CREATE VIEW roster_person_now AS
    SELECT p.owner, p.person, p.given_name, p.family_name, p.email,
        (SELECT group_concat(DISTINCT r.role) FROM roster_role r
            WHERE r.owner = p.owner AND r.person = p.person AND r.since <= e.edition AND r.until > e.edition) AS roles
    FROM roster_person p JOIN roster_edition e ON e.owner = p.owner
    WHERE p.since <= e.edition AND p.until > e.edition AND p.enabled = 1;

CREATE VIEW roster_class_now AS
    SELECT c.owner, c.class, c.title, e.edition, coalesce(
        c.subject,
        (SELECT coalesce(k.subject, k.title) FROM roster_catalog k JOIN roster_edition ke ON ke.owner = k.owner
            WHERE k.owner IN (c.owner, '') AND k.kind = 3 AND k.sourced_id = c.course AND k.since <= ke.edition AND k.until > ke.edition
            ORDER BY k.owner DESC LIMIT 1)) AS subject
    FROM roster_class c JOIN roster_edition e ON e.owner = c.owner
    WHERE c.since <= e.edition AND c.until > e.edition;

CREATE VIEW roster_enrollment_now AS
    SELECT n.owner, n.class, n.person, n.role FROM roster_enrollment n JOIN roster_edition e ON e.owner = n.owner
    WHERE n.since <= e.edition AND n.until > e.edition;
