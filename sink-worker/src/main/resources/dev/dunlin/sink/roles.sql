-- Every role, and whether the connected user may hand objects to it.
SELECT rolname, pg_catalog.pg_has_role(oid, :privilege)
FROM pg_catalog.pg_roles
