-- Roles that transactions take on; nobody signs in with them. Each is granted to the migrating user.
do $$
declare r text;
begin
  foreach r in array array['sifang_app','sifang_public','sifang_session','sifang_sequencer','sifang_sweep','sifang_import','sifang_audit'] loop
    if not exists (select from pg_roles where rolname = r) then
      execute format('create role %I nologin', r);
    end if;
    execute format('grant %I to current_user', r);
    execute format('grant usage on schema public to %I', r);
  end loop;
end $$;

-- Who is acting, as the transaction was opened. Unset or empty means nobody: everything is then refused.
create function my_account() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('sifang.account', true), '')::uuid $$;
create function my_organisation() returns uuid language sql stable parallel safe as
  $$ select nullif(current_setting('sifang.organisation', true), '')::uuid $$;
create function my_posts() returns text[] language sql stable parallel safe as
  $$ select string_to_array(coalesce(current_setting('sifang.posts', true), ''), ',') $$;
-- The region scope of officials as an integer range; empty (1..0) for everybody else.
create function my_region_lo() returns int language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('sifang.region_lo', true), '')::int, 1) $$;
create function my_region_hi() returns int language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('sifang.region_hi', true), '')::int, 0) $$;
create function my_domains() returns int language sql stable parallel safe as
  $$ select coalesce(nullif(current_setting('sifang.domains', true), '')::int, 0) $$;
