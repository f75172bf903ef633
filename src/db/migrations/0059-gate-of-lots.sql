-- A correction that moves the same quantities to the same receivers takes over what the record did to lots: the goods stay
-- where they are, also where they have gone on or are kept back since. The moment of the move does not change, the day may
-- have been the slip.
create function renew_lots(corrected uuid, entry uuid, days jsonb) returns int
language sql security definer set search_path = public, pg_temp as $$
  with renewed as (
    update lot_event e set entry_id = renew_lots.entry, on_day = d.day
    from jsonb_to_recordset(days) as d (number int, day date)
    where e.entry_id = corrected and e.number = d.number and e.organisation_id = (select my_organisation())
      and exists (select from entry n where n.organisation_id = e.organisation_id and n.id = renew_lots.entry
        and n.corrects = corrected)
    returning 1)
  select count(*)::int from renewed;
$$;
revoke execute on function renew_lots(uuid, uuid, jsonb) from public;
grant execute on function renew_lots(uuid, uuid, jsonb) to sifang_app;

-- A failed ex-factory inspection keeps its lot back. So do those that were recorded before and that no retest has answered.
insert into lot_block (lot, cause, entry_id, at)
  select l.seq, e.id, e.id, e.at from entry e join lot l on l.id::text = e.input ->> 'lot'
  where e.kind = 'book' and e.definition = 'ex-factory-inspection' and e.input #>> '{outcome,verdict}' = 'fail'
    and not exists (select from entry o where o.organisation_id = e.organisation_id and o.definition = e.definition
      and (o.corrects = e.id or o.input ->> 'retestOf' = e.id::text))
  on conflict do nothing;
