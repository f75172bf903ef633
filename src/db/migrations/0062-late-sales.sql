-- What a holder sold before its goods were kept back and had not written down, it writes down by its answer to the notice:
-- the register then has on hand what was found. Nothing else leaves what is kept back.
alter table lot_event add column late boolean not null default false;
comment on column lot_event.late is 'Whether it had left before the lot was kept back and was written down afterwards, by the answer to a recall''s notice.';

drop trigger lot_is_free on lot_event;
create trigger lot_is_free before insert on lot_event for each row when (new.kind = 'shipped' and not new.late)
  execute function lot_is_free();

-- Of a lot of the notice, to somebody outside the register, on no later day than that of the notice.
create function tell_sold(of_notice uuid, asked uuid, amount numeric, receiver_name text, day date, entry uuid, place int,
  now timestamptz)
returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  me uuid := my_organisation();
  told recall_holder;
  target bigint;
begin
  select * into told from recall_holder n where n.notice = of_notice and n.organisation_id = me;
  select r.lot into target from recall_line r where r.scope = told.scope and r.organisation_id = me and r.lot_id = asked and r.is_new;
  if target is null then return 'unknown'; end if;
  if amount is null or amount <= 0 then return 'short'; end if;
  if day is null or day > (told.told_at at time zone 'Asia/Shanghai')::date then return 'blocked'; end if;
  update holding h set shipped = shipped + amount, last_at = now
  where h.organisation_id = me and h.lot = target and h.used + h.shipped + h.returned + h.destroyed + amount <= h.got
    and h.shipped + case when h.own then 0 else h.used end + amount <= h.released;
  if not found then return 'short'; end if;
  insert into lot_event (lot, entry_id, number, organisation_id, kind, quantity, to_name, on_day, at, late)
    values (target, entry, place, me, 'shipped', amount, coalesce(receiver_name, ''), day, now, true);
  return null;
end $$;
revoke execute on function tell_sold(uuid, uuid, numeric, text, date, uuid, int, timestamptz) from public;
grant execute on function tell_sold(uuid, uuid, numeric, text, date, uuid, int, timestamptz) to sifang_app;
