-- No table of somebody's session may stand in for one of the log's, as in V5.
do $$
begin
    execute format('alter function refuse_request_of_no_entry() set search_path = %I, pg_temp', current_schema());
end $$;
