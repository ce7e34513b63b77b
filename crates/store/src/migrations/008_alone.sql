-- The node on whose word alone a submission ended; unset where a second one confirmed it, or none had to.
ALTER TABLE submissions ADD COLUMN alone TEXT;
