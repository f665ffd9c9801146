select *, ${data_version} as data_version
from ${core.stores}
