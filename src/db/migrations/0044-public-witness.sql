-- The page of a draw names who watches over it: a body, never a person. A function whose columns change is made anew.
drop function disclosed_proceedings(text, uuid, int, int);
create function disclosed_proceedings(wanted text, one uuid, max_rows int, skipped int) returns table (id uuid,
  opened_on date, title text, state text, region int, region_name text, organiser text, witness text,
  opened_at timestamptz, last_at timestamptz, total bigint)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.opened_on, p.title, p.state, p.region, r.name, o.name,
    (select string_agg(w.name, '、' order by w.name) from seat s join organisation w on w.id = s.organisation_id
      where s.proceeding_id = p.id and s.role = 'witness'),
    p.opened_at, p.last_at, count(*) over ()
  from proceeding p join region r on r.code = p.region
  join lateral (select e.account_organisation_id from entry e where e.proceeding_id = p.id order by e.at, e.id limit 1) f on true
  left join organisation o on o.id = f.account_organisation_id
  where p.procedure = wanted and (one is null or p.id = one)
    and exists (select from disclosure d where d.proceeding_id = p.id)
  order by p.last_at desc limit least(max_rows, 100) offset skipped
$$;
revoke execute on function disclosed_proceedings(text, uuid, int, int) from public;
grant execute on function disclosed_proceedings(text, uuid, int, int) to sifang_public;
