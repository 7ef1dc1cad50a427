#ifndef CLIBGIT2_OPTIONS_H
#define CLIBGIT2_OPTIONS_H

/* The variadic calls of libgit2, which Swift cannot make. Each returns libgit2's own code. */

/* The address of a function of libgit2, which is loaded when this is first called (Linux); NULL if missing. */
void *libretto_git_function(const char *name);

/* Flushes what is written below the Git directory (all but the index) to the disk. */
int libretto_git_set_fsync(int enabled);
/* Whether libgit2 refuses repositories of other owners; LibrettoGit checks by Git's own rule instead. */
int libretto_git_set_owner_validation(int enabled);
/* The folders in which the configuration file of a level is looked for; empty: none. */
int libretto_git_set_search_path(int level, const char *path);
/* Whether new objects may only name objects that exist. */
int libretto_git_set_strict_object_creation(int enabled);

/* Flushes the file system of an open file (syncfs, which Swift does not see); 0, or -1 with errno. */
int libretto_sync_file_system(int file);

#endif
