-- The schema public as template0 has it, but for its owner and older versions' CREATE privilege.
CREATE SCHEMA public;
COMMENT ON SCHEMA public IS 'standard public schema';
GRANT USAGE ON SCHEMA public TO PUBLIC
