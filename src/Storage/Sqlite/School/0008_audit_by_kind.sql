-- The trail of a school by kind, in its order: pages of one kind pass over no entry of another. The time is there to be looked at without the row.
CREATE INDEX audit_by_action ON audit (school, action, sequence, at);

-- And by time alone. Not by its order: a clock that is set back gives a later entry an earlier time.
CREATE INDEX audit_by_time ON audit (school, at);
