#!/bin/sh
# A role and a schema per service; none can read another's. The ledger's tables belong to a role of their own: the one
# it works with can add entries and change none.
set -eu
for name in issuer wallet verifier ledger ledger_owner; do
  psql -v ON_ERROR_STOP=1 -U postgres -d amana -v role="amana_$name" -v password="$AMANA_DATABASE_PASSWORD" <<'SQL'
create role :"role" login password :'password';
SQL
done
for pair in issuer:issuer wallet:wallet verifier:verifier ledger:ledger_owner; do
  psql -v ON_ERROR_STOP=1 -U postgres -d amana -v schema="${pair%:*}" -v role="amana_${pair#*:}" <<'SQL'
create schema :"schema" authorization :"role";
SQL
done
psql -v ON_ERROR_STOP=1 -U postgres -d amana -c 'revoke all on schema public from public'
