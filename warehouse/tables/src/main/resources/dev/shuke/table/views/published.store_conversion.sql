select *, ${data_version} as data_version
from ${marts.store_conversion}
