-- one row per customer, tag and value of the published run
select *, ${data_version} as data_version
from ${tags.customer_tags}
