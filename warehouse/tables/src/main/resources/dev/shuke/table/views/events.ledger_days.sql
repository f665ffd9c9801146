-- one row per Kafka topic, partition and UTC day on which the broker took the events; adds up to ledger.
-- A gap between two days is lost on the earlier one.
with days as (
  select
    kafka_topic as topic,
    kafka_partition as "partition",
    cast(known_at at time zone 'UTC' as date) as day,
    min(kafka_offset) as first_offset,
    max(kafka_offset) as last_offset,
    count_if(verdict = 'event') as events,
    count_if(verdict = 'duplicate') as duplicates,
    count_if(verdict = 'quarantined') as quarantined,
    count_if(verdict = 'late') as late_waiting,
    count(distinct kafka_offset) as seen,
    count(*) as verdicts
  from ${brand}.events.verdicts
  group by 1, 2, 3
),
spans as (
  select
    days.*,
    coalesce(lead(first_offset) over days_of_partition, last_offset + 1)
      - if(row_number() over days_of_partition = 1, 0, first_offset) as offsets
  from days
  window days_of_partition as (partition by topic, "partition" order by day)
)
select
  topic, "partition", day, offsets, events, duplicates, quarantined, late_waiting, offsets - seen as lost, verdicts - seen as doubled
from spans
