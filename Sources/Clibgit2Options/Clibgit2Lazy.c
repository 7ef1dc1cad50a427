// The functions of libgit2 that LibrettoGit calls, each found when first called, so that a program that never
// opens a repository does not load libgit2 and the libraries it brings (5 ms). A new function: one more line here.

#ifdef __linux__

#define _GNU_SOURCE
#include <dlfcn.h>
#include <git2.h>
#include <git2/sys/repository.h>
#include <stdlib.h>

#include "Clibgit2Options.h"

static void *library(void) {
  static void *handle;
  void *known = __atomic_load_n(&handle, __ATOMIC_ACQUIRE);
  if (known) return known;
  // dlopen counts its callers and gives all the same handle, so that a race does no harm.
  known = dlopen("libgit2.so." LIBGIT2_SOVERSION, RTLD_NOW | RTLD_LOCAL);
  __atomic_store_n(&handle, known, __ATOMIC_RELEASE);
  return known;
}

void *libretto_git_function(const char *name) {
  void *handle = library();
  return handle ? dlsym(handle, name) : NULL;
}

// No call comes before a successful git_libgit2_init; a function missing after it is a broken installation.
static void *required(const char *name) {
  void *function = libretto_git_function(name);
  if (!function) abort();
  return function;
}

int git_libgit2_init(void) {
  int (*function)(void) = (int (*)(void))libretto_git_function("git_libgit2_init");
  return function ? function() : GIT_ERROR;
}

const git_error *git_error_last(void) {
  static const git_error missing = {"libgit2.so." LIBGIT2_SOVERSION " cannot be loaded", GIT_ERROR_OS};
  const git_error *(*function)(void) = (const git_error *(*)(void))libretto_git_function("git_error_last");
  return function ? function() : &missing;
}

#define FORWARD(result, name, parameters, arguments)                          \
  result name parameters {                                                    \
    static void *known;                                                       \
    void *function = __atomic_load_n(&known, __ATOMIC_RELAXED);               \
    if (!function) {                                                          \
      function = required(#name);                                             \
      __atomic_store_n(&known, function, __ATOMIC_RELAXED);                   \
    }                                                                         \
    return ((result(*) parameters)function)arguments;                         \
  }

FORWARD(int, git_attr_get,
    (const char **value_out, git_repository *repo, uint32_t flags, const char *path, const char *name),
    (value_out, repo, flags, path, name))
FORWARD(git_attr_value_t, git_attr_value, (const char *attr), (attr))
FORWARD(int, git_branch_upstream_name,
    (git_buf *out, git_repository *repo, const char *refname),
    (out, repo, refname))
FORWARD(void, git_buf_dispose, (git_buf *buffer), (buffer))
FORWARD(const git_signature *, git_commit_author, (const git_commit *commit), (commit))
FORWARD(const git_signature *, git_commit_committer, (const git_commit *commit), (commit))
FORWARD(void, git_commit_free, (git_commit *commit), (commit))
FORWARD(int, git_commit_header_field,
    (git_buf *out, const git_commit *commit, const char *field),
    (out, commit, field))
FORWARD(int, git_commit_lookup,
    (git_commit **commit, git_repository *repo, const git_oid *id),
    (commit, repo, id))
FORWARD(const char *, git_commit_message, (const git_commit *commit), (commit))
FORWARD(const git_oid *, git_commit_parent_id, (const git_commit *commit, unsigned int n), (commit, n))
FORWARD(unsigned int, git_commit_parentcount, (const git_commit *commit), (commit))
FORWARD(git_time_t, git_commit_time, (const git_commit *commit), (commit))
FORWARD(const git_oid *, git_commit_tree_id, (const git_commit *commit), (commit))
FORWARD(int, git_config_add_file_ondisk,
    (git_config *cfg, const char *path, git_config_level_t level, const git_repository *repo, int force),
    (cfg, path, level, repo, force))
FORWARD(void, git_config_free, (git_config *cfg), (cfg))
FORWARD(int, git_config_get_bool, (int *out, const git_config *cfg, const char *name), (out, cfg, name))
FORWARD(int, git_config_get_string_buf,
    (git_buf *out, const git_config *cfg, const char *name),
    (out, cfg, name))
FORWARD(void, git_config_iterator_free, (git_config_iterator *iter), (iter))
FORWARD(int, git_config_iterator_glob_new,
    (git_config_iterator **out, const git_config *cfg, const char *regexp),
    (out, cfg, regexp))
FORWARD(int, git_config_multivar_iterator_new,
    (git_config_iterator **out, const git_config *cfg, const char *name, const char *regexp),
    (out, cfg, name, regexp))
FORWARD(int, git_config_next, (git_config_entry **entry, git_config_iterator *iter), (entry, iter))
FORWARD(int, git_config_open_default, (git_config **out), (out))
FORWARD(int, git_config_open_ondisk, (git_config **out, const char *path), (out, path))
FORWARD(int, git_config_parse_bool, (int *out, const char *value), (out, value))
FORWARD(void, git_diff_free, (git_diff *diff), (diff))
FORWARD(const git_diff_delta *, git_diff_get_delta, (const git_diff *diff, size_t idx), (diff, idx))
FORWARD(int, git_diff_index_to_workdir,
    (git_diff **diff, git_repository *repo, git_index *index, const git_diff_options *opts),
    (diff, repo, index, opts))
FORWARD(size_t, git_diff_num_deltas, (const git_diff *diff), (diff))
FORWARD(int, git_diff_options_init, (git_diff_options *opts, unsigned int version), (opts, version))
FORWARD(int, git_filter_list_apply_to_buffer,
    (git_buf *out, git_filter_list *filters, const char *in, size_t in_len),
    (out, filters, in, in_len))
FORWARD(void, git_filter_list_free, (git_filter_list *filters), (filters))
FORWARD(int, git_filter_list_load,
    (git_filter_list **filters, git_repository *repo, git_blob *blob, const char *path,
     git_filter_mode_t mode, uint32_t flags),
    (filters, repo, blob, path, mode, flags))
FORWARD(int, git_graph_descendant_of,
    (git_repository *repo, const git_oid *commit, const git_oid *ancestor),
    (repo, commit, ancestor))
FORWARD(int, git_ignore_path_is_ignored,
    (int *ignored, git_repository *repo, const char *path),
    (ignored, repo, path))
FORWARD(int, git_index_add, (git_index *index, const git_index_entry *source_entry), (index, source_entry))
FORWARD(int, git_index_entry_stage, (const git_index_entry *entry), (entry))
FORWARD(size_t, git_index_entrycount, (const git_index *index), (index))
FORWARD(int, git_index_find_prefix,
    (size_t *at_pos, git_index *index, const char *prefix),
    (at_pos, index, prefix))
FORWARD(void, git_index_free, (git_index *index), (index))
FORWARD(const git_index_entry *, git_index_get_byindex, (git_index *index, size_t n), (index, n))
FORWARD(const git_index_entry *, git_index_get_bypath,
    (git_index *index, const char *path, int stage),
    (index, path, stage))
FORWARD(int, git_index_has_conflicts, (const git_index *index), (index))
FORWARD(int, git_index_new, (git_index **out), (out))
FORWARD(int, git_index_open, (git_index **out, const char *index_path), (out, index_path))
FORWARD(int, git_index_read, (git_index *index, int force), (index, force))
FORWARD(int, git_index_read_tree, (git_index *index, const git_tree *tree), (index, tree))
FORWARD(int, git_index_remove, (git_index *index, const char *path, int stage), (index, path, stage))
FORWARD(int, git_index_write, (git_index *index), (index))
FORWARD(int, git_index_write_tree_to,
    (git_oid *out, git_index *index, git_repository *repo),
    (out, index, repo))
FORWARD(int, git_merge_base,
    (git_oid *out, git_repository *repo, const git_oid *one, const git_oid *two),
    (out, repo, one, two))
FORWARD(int, git_merge_bases,
    (git_oidarray *out, git_repository *repo, const git_oid *one, const git_oid *two),
    (out, repo, one, two))
FORWARD(int, git_merge_file,
    (git_merge_file_result *out, const git_merge_file_input *ancestor, const git_merge_file_input *ours,
     const git_merge_file_input *theirs, const git_merge_file_options *opts),
    (out, ancestor, ours, theirs, opts))
FORWARD(int, git_merge_file_input_init, (git_merge_file_input *opts, unsigned int version), (opts, version))
FORWARD(int, git_merge_file_options_init, (git_merge_file_options *opts, unsigned int version), (opts, version))
FORWARD(void, git_merge_file_result_free, (git_merge_file_result *result), (result))
FORWARD(int, git_merge_options_init, (git_merge_options *opts, unsigned int version), (opts, version))
FORWARD(int, git_merge_trees,
    (git_index **out, git_repository *repo, const git_tree *ancestor, const git_tree *ours, const git_tree *theirs,
     const git_merge_options *opts),
    (out, repo, ancestor, ours, theirs, opts))
FORWARD(void, git_oidarray_dispose, (git_oidarray *array), (array))
FORWARD(int, git_message_prettify,
    (git_buf *out, const char *message, int strip_comments, char comment_char),
    (out, message, strip_comments, comment_char))
FORWARD(void, git_object_free, (git_object *object), (object))
FORWARD(const git_oid *, git_object_id, (const git_object *obj), (obj))
FORWARD(int, git_object_peel,
    (git_object **peeled, const git_object *object, git_object_t target_type),
    (peeled, object, target_type))
FORWARD(const char *, git_object_type2string, (git_object_t type), (type))
FORWARD(int, git_odb_add_disk_alternate, (git_odb *odb, const char *path), (odb, path))
FORWARD(void, git_odb_free, (git_odb *db), (db))
FORWARD(int, git_odb_hash,
    (git_oid *out, const void *data, size_t len, git_object_t type),
    (out, data, len, type))
FORWARD(const void *, git_odb_object_data, (git_odb_object *object), (object))
FORWARD(void, git_odb_object_free, (git_odb_object *object), (object))
FORWARD(size_t, git_odb_object_size, (git_odb_object *object), (object))
FORWARD(git_object_t, git_odb_object_type, (git_odb_object *object), (object))
FORWARD(int, git_odb_read, (git_odb_object **out, git_odb *db, const git_oid *id), (out, db, id))
FORWARD(int, git_odb_read_header,
    (size_t *len_out, git_object_t *type_out, git_odb *db, const git_oid *id),
    (len_out, type_out, db, id))
FORWARD(int, git_odb_write,
    (git_oid *out, git_odb *odb, const void *data, size_t len, git_object_t type),
    (out, odb, data, len, type))
FORWARD(int, git_reference_dwim, (git_reference **out, git_repository *repo, const char *shorthand), (out, repo, shorthand))
FORWARD(void, git_reference_free, (git_reference *ref), (ref))
FORWARD(int, git_reference_list, (git_strarray *array, git_repository *repo), (array, repo))
FORWARD(int, git_reference_lookup,
    (git_reference **out, git_repository *repo, const char *name),
    (out, repo, name))
FORWARD(int, git_reference_name_to_id,
    (git_oid *out, git_repository *repo, const char *name),
    (out, repo, name))
FORWARD(const char *, git_reference_symbolic_target, (const git_reference *ref), (ref))
FORWARD(const git_oid *, git_reference_target, (const git_reference *ref), (ref))
FORWARD(int, git_remote_list, (git_strarray *out, git_repository *repo), (out, repo))
FORWARD(const char *, git_repository_commondir, (const git_repository *repo), (repo))
FORWARD(int, git_repository_config, (git_config **out, git_repository *repo), (out, repo))
FORWARD(void, git_repository_free, (git_repository *repo), (repo))
FORWARD(int, git_repository_index, (git_index **out, git_repository *repo), (out, repo))
FORWARD(int, git_repository_set_index, (git_repository *repo, git_index *index), (repo, index))
FORWARD(int, git_repository_init_ext,
    (git_repository **out, const char *repo_path, git_repository_init_options *opts),
    (out, repo_path, opts))
FORWARD(int, git_repository_init_options_init,
    (git_repository_init_options *opts, unsigned int version),
    (opts, version))
FORWARD(int, git_repository_is_bare, (const git_repository *repo), (repo))
FORWARD(int, git_repository_is_shallow, (git_repository *repo), (repo))
FORWARD(int, git_repository_odb, (git_odb **out, git_repository *repo), (out, repo))
FORWARD(int, git_repository_open_ext,
    (git_repository **out, const char *path, unsigned int flags, const char *ceiling_dirs),
    (out, path, flags, ceiling_dirs))
FORWARD(const char *, git_repository_path, (const git_repository *repo), (repo))
FORWARD(int, git_repository_state, (git_repository *repo), (repo))
FORWARD(const char *, git_repository_workdir, (const git_repository *repo), (repo))
FORWARD(int, git_revparse_single,
    (git_object **out, git_repository *repo, const char *spec),
    (out, repo, spec))
FORWARD(void, git_revwalk_free, (git_revwalk *walk), (walk))
FORWARD(int, git_revwalk_hide, (git_revwalk *walk, const git_oid *id), (walk, id))
FORWARD(int, git_revwalk_new, (git_revwalk **out, git_repository *repo), (out, repo))
FORWARD(int, git_revwalk_next, (git_oid *out, git_revwalk *walk), (out, walk))
FORWARD(int, git_revwalk_push, (git_revwalk *walk, const git_oid *id), (walk, id))
FORWARD(int, git_revwalk_sorting, (git_revwalk *walk, unsigned int mode), (walk, mode))
FORWARD(void, git_strarray_dispose, (git_strarray *array), (array))
FORWARD(void, git_tree_free, (git_tree *tree), (tree))
FORWARD(int, git_tree_lookup, (git_tree **out, git_repository *repo, const git_oid *id), (out, repo, id))

#else

#include <git2.h>
#include <dlfcn.h>

#include "Clibgit2Options.h"

void *libretto_git_function(const char *name) { return dlsym(RTLD_DEFAULT, name); }

#endif
