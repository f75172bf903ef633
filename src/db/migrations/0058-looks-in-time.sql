-- A number is judged by the looks of the last days, not by all that ever were: its owner may look as often as he likes.
-- Which days those are is the service's policy, which asks with them.
drop function note_scan(bigint, int, timestamptz, int, bytea);
create function note_scan(asked bigint, number int, seen timestamptz, place int, who bytea, looks_from timestamptz,
  places_from timestamptz) returns table (first_at timestamptz, visitors int, recent int, places int[])
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if exists (select from lot_code c where c.lot = asked and number between c.first and c.last) then
    insert into code_scan as s (lot, serial, at, region, visitor) values (asked, number, seen, place, who)
      on conflict (lot, serial, visitor) do update set region = excluded.region
      where excluded.region is not null and s.region is distinct from excluded.region;
    -- So many looks of one number are kept: the first, and the latest. Were it the first ones alone, a number that was
    -- looked up often would never be judged again.
    delete from code_scan d where d.lot = asked and d.serial = number and d.visitor in (
      select s.visitor from code_scan s where s.lot = asked and s.serial = number
        and s.at > (select min(f.at) from code_scan f where f.lot = asked and f.serial = number)
      order by s.at desc, s.visitor offset 199);
  end if;
  return query select min(s.at), count(*)::int, (count(*) filter (where s.at > looks_from))::int,
    array(select count(*)::int from code_scan p where p.lot = asked and p.serial = number and p.at > places_from
      and p.region is not null group by p.region order by 1 desc)
    from code_scan s where s.lot = asked and s.serial = number;
end $$;
revoke execute on function note_scan(bigint, int, timestamptz, int, bytea, timestamptz, timestamptz) from public;
grant execute on function note_scan(bigint, int, timestamptz, int, bytea, timestamptz, timestamptz) to sifang_public;
