-- Whoever's account was disabled or whose password was reset by the own house is told so in the same transaction.
grant insert on notification to sifang_session;
create policy session_role on notification for insert to sifang_session with check (true);
