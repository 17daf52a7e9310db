-- Match models that were learnt from the hub's own profiles. None is ever replaced.
create table identity.model (
  number bigint generated always as identity primary key,
  who text not null,
  why text not null,
  at timestamptz not null,
  profiles bigint not null,
  pairs bigint not null,
  random_pairs bigint not null,
  matches bigint not null
);
create table identity.model_level (
  model bigint not null references identity.model,
  place int not null,
  level text not null,
  m double precision not null,
  u double precision not null,
  matches bigint not null,
  others bigint not null,
  m_learnt boolean not null,
  u_learnt boolean not null,
  primary key (model, place)
);

-- Which model counts: that of the last row. Without one, or where it is null, the shipped one.
create table identity.model_use (
  id bigint generated always as identity primary key,
  model bigint references identity.model,
  who text not null,
  why text not null,
  at timestamptz not null
);
