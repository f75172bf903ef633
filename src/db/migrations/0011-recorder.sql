-- Many records of duties in one transaction (src/server/acts/duty/crowd.ts): there is no one actor, so the rows themselves
-- must say who wrote for whom, and the database compares that with what it knows of them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'sifang_recorder') then
    create role sifang_recorder nologin;
  end if;
  grant sifang_recorder to current_user;
  grant usage on schema public to sifang_recorder;
end $$;

-- Whether somebody holds or held a post there; which one counts on the day is the kernel's to decide.
create function is_staff(person uuid, house uuid) returns boolean
language plpgsql stable security definer set search_path = public, pg_temp set plan_cache_mode = force_generic_plan as $$
begin
  return exists (select from appointment a where a.account_id = person and a.organisation_id = house);
end $$;
revoke execute on function is_staff(uuid, uuid) from public;
grant execute on function is_staff(uuid, uuid) to sifang_recorder;

-- What the rules of a duty may know of an enterprise; nothing of it is shown.
grant select on organisation, organisation_product, product_class, appointment, file, entry_file, checkpoint to sifang_recorder;
create policy recorder_role on organisation for select to sifang_recorder using (true);
create policy recorder_role on organisation_product for select to sifang_recorder using (true);
create policy recorder_role on appointment for select to sifang_recorder using (true);
create policy recorder_role on file for select to sifang_recorder using (true);
create policy recorder_role on entry_file for select to sifang_recorder using (true);
grant select, insert on entry to sifang_recorder;
create policy recorder_reads on entry for select to sifang_recorder using (kind <> 'procedure');
-- Only first records of one's own enterprise: no act of a case, no correction, nothing caused by another entry.
create policy recorder_writes on entry for insert to sifang_recorder
  with check (kind = 'duty' and act = 'record' and proceeding_id is null and corrects is null and cause is null
    and account_organisation_id = organisation_id and is_staff(account_id, organisation_id));
grant insert on entry_file, leaf_queue to sifang_recorder;
grant usage on sequence leaf_queue_seq_seq to sifang_recorder;
create policy recorder_writes on entry_file for insert to sifang_recorder with check (true);
create policy recorder_writes on leaf_queue for insert to sifang_recorder with check (true);
grant select, insert on duty_month to sifang_recorder;
grant update (expected, done, late, finding, idle) on duty_month to sifang_recorder;
create policy recorder_role on duty_month to sifang_recorder using (true) with check (true);
