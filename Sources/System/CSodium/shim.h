#pragma once

#include <sodium.h>

// ristretto255 was added in 1.0.18.
#if SODIUM_LIBRARY_VERSION_MAJOR < 10 || (SODIUM_LIBRARY_VERSION_MAJOR == 10 && SODIUM_LIBRARY_VERSION_MINOR < 3)
#error "libsodium 1.0.18 or newer is needed"
#endif
