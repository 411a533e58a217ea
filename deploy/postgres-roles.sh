#!/bin/sh
# A role and a schema per service; none can read another's.
set -eu
for name in issuer wallet verifier ledger; do
  psql -v ON_ERROR_STOP=1 -U postgres -d amana -v role="amana_$name" -v schema="$name" -v password="$AMANA_DATABASE_PASSWORD" <<'SQL'
create role :"role" login password :'password';
create schema :"schema" authorization :"role";
SQL
done
psql -v ON_ERROR_STOP=1 -U postgres -d amana -c 'revoke all on schema public from public'
