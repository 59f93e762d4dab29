-- What a lesson keeps beside its log, outside its order: the answers to an anonymous poll, while it is open. Apart from the
-- lesson's row, which is rewritten with every append.
CREATE TABLE box (
    lesson  INTEGER PRIMARY KEY,
    payload BLOB NOT NULL CHECK (length(payload) > 0)
) STRICT;
