-- one row per verdict, and one per old arrival that waits in late for its verdict.
select * from ${brand}.events.arrivals where verdict <> 'late'
union all
select late.*
from ${brand}.events.arrivals as late
where late.verdict = 'late'
  and not exists (
    select 1
    from ${brand}.events.arrivals as judged
    where judged.verdict <> 'late'
      and judged.kafka_topic = late.kafka_topic
      and judged.kafka_partition = late.kafka_partition
      and judged.kafka_offset = late.kafka_offset
  )
