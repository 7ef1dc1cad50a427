#define _GNU_SOURCE
#include "Clibgit2Options.h"

#include <git2.h>
#include <unistd.h>

// Variadic, so that it cannot be forwarded: called by its address.
#define git_libgit2_opts ((int (*)(int, ...))libretto_git_function("git_libgit2_opts"))

int libretto_git_set_fsync(int enabled) { return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled); }

int libretto_git_set_owner_validation(int enabled) {
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, enabled);
}

int libretto_git_set_search_path(int level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

int libretto_git_set_strict_object_creation(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_STRICT_OBJECT_CREATION, enabled);
}

int libretto_sync_file_system(int file) {
#ifdef __linux__
  return syncfs(file);
#else
  (void)file;
  sync();
  return 0;
#endif
}
