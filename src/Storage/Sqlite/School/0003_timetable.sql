-- Plans of lessons. Times are milliseconds since 1970, UTC; status as in LessonStatus: 0 planned, 1 live, 2 ended, 3 cancelled.
CREATE TABLE lesson_plan (
    lesson    TEXT    PRIMARY KEY,
    class     TEXT    NOT NULL,
    title     TEXT    NOT NULL,
    starts_at INTEGER NOT NULL,
    ends_at   INTEGER NOT NULL,
    status    INTEGER NOT NULL CHECK (status BETWEEN 0 AND 3),
    version   INTEGER NOT NULL CHECK (version > 0)
) STRICT, WITHOUT ROWID;

CREATE INDEX lesson_plan_by_class ON lesson_plan (class, starts_at, lesson);

-- What the sweeper and a restart look at: few of many.
CREATE INDEX lesson_plan_open ON lesson_plan (ends_at, lesson) WHERE status IN (0, 1);
CREATE INDEX lesson_plan_live ON lesson_plan (lesson) WHERE status = 1;
