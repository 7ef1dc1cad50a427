#include "CRE2Shim.h"

#include <re2/re2.h>

#include <new>
#include <string>

struct cre2_pattern {
  RE2 expression;
  std::string error;

  cre2_pattern(const re2::StringPiece &text, const RE2::Options &options) : expression(text, options) {
    if (!expression.ok()) error = expression.error();
  }
};

extern "C" cre2_pattern *cre2_compile(const char *text, size_t length, int64_t max_memory) {
  try {
    RE2::Options options;
    options.set_log_errors(false);
    options.set_never_capture(true);
    options.set_max_mem(max_memory);
    return new cre2_pattern(re2::StringPiece(text, length), options);
  } catch (...) {
    return nullptr;
  }
}

extern "C" const char *cre2_error(const cre2_pattern *pattern) {
  return pattern->expression.ok() ? nullptr : pattern->error.c_str();
}

extern "C" int cre2_search(const cre2_pattern *pattern, const char *bytes, size_t length) {
  if (!pattern->expression.ok()) return -1;
  try {
    const re2::StringPiece text(bytes, length);
    return pattern->expression.Match(text, 0, length, RE2::UNANCHORED, nullptr, 0) ? 1 : 0;
  } catch (...) {
    return -1;
  }
}

extern "C" void cre2_free(cre2_pattern *pattern) { delete pattern; }
