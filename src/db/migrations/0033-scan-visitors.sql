-- One visitor is one row, and in one place: nobody makes a genuine number look copied by saying that he is in two cities.
delete from code_scan a using code_scan b
  where a.lot = b.lot and a.serial = b.serial and a.visitor = b.visitor and (a.at, a.ctid) > (b.at, b.ctid);
drop index code_scan_by_serial;
create unique index code_scan_by_visitor on code_scan (lot, serial, visitor);

drop function note_scan(bigint, int, timestamptz, int, bytea);
create function note_scan(asked bigint, number int, seen timestamptz, place int, who bytea) returns table (
  first_at timestamptz, visitors int, places int)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lot_code c where c.lot = asked and number between c.first and c.last)
      and (select count(*) from code_scan s where s.lot = asked and s.serial = number) < 200 then
    insert into code_scan as s (lot, serial, at, region, visitor) values (asked, number, seen, place, who)
      on conflict (lot, serial, visitor) do update set region = excluded.region
      where excluded.region is not null and s.region is distinct from excluded.region;
  end if;
  return query select min(s.at), count(*)::int,
    (count(distinct s.region) filter (where s.at > seen - interval '7 days'))::int
    from code_scan s where s.lot = asked and s.serial = number;
end $$;
revoke execute on function note_scan(bigint, int, timestamptz, int, bytea) from public;
grant execute on function note_scan(bigint, int, timestamptz, int, bytea) to sifang_public;
