-- What the service may do at run time, whatever its owner may. Runs at every start: ${flyway:timestamp}
do $$
declare
    service constant text := '${app_role}';
    name text;
begin
    if service = current_user then
        return; -- the service says so itself, and does not start
    end if;
    execute format('grant usage on schema %I to %I', current_schema(), service);
    for name in select tablename from pg_tables
        where schemaname = current_schema() and tablename <> 'flyway_schema_history'
    loop
        execute format('revoke all on %I from %I', name, service);
        execute format('grant select, insert on %I to %I', name, service);
    end loop;
    foreach name in array array['head', 'consent_state', 'notice_outbox', 'cosigned_checkpoint', 'seen_checkpoint',
        'waiting_checkpoint', 'staff_account', 'rights_request']
    loop
        execute format('grant update on %I to %I', name, service);
    end loop;
    foreach name in array array['subject_request_seen', 'service_token_seen', 'staff_login_failure',
        'waiting_checkpoint']
    loop
        execute format('grant delete on %I to %I', name, service);
    end loop;
    execute format('grant update (epoch, wrapped) on subject_key to %I', service);
    execute format('grant update (lifted_index, lifted_at) on legal_hold to %I', service);
    revoke all on function forget_relation(text, bigint) from public;
    execute format('grant execute on function forget_relation(text, bigint) to %I', service);
    revoke all on function forget_leaves(bigint) from public;
    execute format('grant execute on function forget_leaves(bigint) to %I', service);
end $$;
