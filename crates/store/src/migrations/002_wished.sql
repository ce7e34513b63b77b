-- When the person last said that it be sent; unset where that was at the signing.
ALTER TABLE submissions ADD COLUMN wished INTEGER;
