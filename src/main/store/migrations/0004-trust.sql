-- What lies as JSON gets the SHA-256 of its text beside it: a bit that flips on the disk is seen when
-- it is read, which no check of pages would. `experiments.hash` and `diary.hash` were that already.
-- `sha256` is the program's own function. A text that is no JSON any more gets no hash: it is damaged.

ALTER TABLE runs ADD COLUMN results_hash TEXT CHECK (length(results_hash) = 64);
UPDATE runs SET results_hash = sha256(results) WHERE json_valid(results);

-- What the list shows of the results without reading them.
ALTER TABLE runs ADD COLUMN headline TEXT;
UPDATE runs SET headline = json_extract(results, '$.headline') WHERE json_valid(results);

ALTER TABLE studies ADD COLUMN spec_hash TEXT CHECK (length(spec_hash) = 64);
ALTER TABLE studies ADD COLUMN results_hash TEXT CHECK (length(results_hash) = 64);
UPDATE studies SET spec_hash = sha256(spec) WHERE json_valid(spec);
UPDATE studies SET results_hash = sha256(results) WHERE json_valid(results);

ALTER TABLE study_units ADD COLUMN hash TEXT CHECK (length(hash) = 64);
UPDATE study_units SET hash = sha256(data) WHERE json_valid(data);

ALTER TABLE preferences ADD COLUMN hash TEXT CHECK (length(hash) = 64);
UPDATE preferences SET hash = sha256(value) WHERE json_valid(value);

ALTER TABLE presets ADD COLUMN hash TEXT CHECK (length(hash) = 64);
UPDATE presets SET hash = sha256(value) WHERE json_valid(value);

CREATE TRIGGER diary_is_json BEFORE INSERT ON diary WHEN NOT json_valid(NEW.payload)
  BEGIN SELECT RAISE(ABORT, 'a diary entry is JSON'); END;

-- Revisions that came in a zip from elsewhere: nobody here saw their source say so. A source that
-- later gives the very same bars takes the mark away.
CREATE TABLE imported_revisions (
  revision_id INTEGER PRIMARY KEY REFERENCES revisions (id),
  at          TEXT NOT NULL
) STRICT;
