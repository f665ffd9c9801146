-- the newest published run and how many Kafka offsets lie below its frontier
select
  run_id,
  cast(as_of_date as varchar) as as_of_date,
  reduce(frontier, bigint '0', (sum, part) -> sum + part.end_offset, sum -> sum) as events,
  to_unixtime(finished_at) * 1000 as finished_millis,
  content_hash
from ${brand}.tags.runs
where kind = 'published'
order by run_id desc
limit 1
