#pragma once

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled RE2 expression. Safe to match from many threads at once.
typedef struct cre2_pattern cre2_pattern;

/// Compiles `length` bytes of UTF-8 in RE2's syntax, using at most `max_memory` bytes for its programs.
/// NULL only where memory ran out; otherwise ask `cre2_error` whether it compiled, and free it in both cases.
cre2_pattern *cre2_compile(const char *text, size_t length, int64_t max_memory);

/// Why the expression did not compile, NULL where it did. Lives as long as the pattern.
const char *cre2_error(const cre2_pattern *pattern);

/// 1 where the expression matches anywhere in the bytes, 0 where not, -1 where the engine failed.
int cre2_search(const cre2_pattern *pattern, const char *bytes, size_t length);

/// Frees the pattern; NULL is allowed.
void cre2_free(cre2_pattern *pattern);

#ifdef __cplusplus
}
#endif
