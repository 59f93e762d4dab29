-- A lesson that nobody started is over as one that was not held: status 4, as in LessonStatus. SQLite widens no constraint in place.
CREATE TABLE lesson_plan_now (
    lesson    TEXT    PRIMARY KEY,
    class     TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at   INTEGER NOT NULL,
    status    INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
    version   INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

INSERT INTO lesson_plan_now (lesson, class, title, starts_at, ends_at, status, version)
SELECT lesson, class, title, starts_at, ends_at, status, version FROM lesson_plan;

DROP TABLE lesson_plan;
ALTER TABLE lesson_plan_now RENAME TO lesson_plan;

CREATE INDEX lesson_plan_by_class ON lesson_plan (class, starts_at, lesson);

-- What the sweeper and a restart look at: few of many.
CREATE INDEX lesson_plan_open ON lesson_plan (ends_at, lesson) WHERE status IN (0, 1);
CREATE INDEX lesson_plan_live ON lesson_plan (lesson) WHERE status = 1;
