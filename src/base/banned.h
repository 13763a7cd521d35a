/* banned: functions that have no place in duikai fail to compile. Included before every source by the Makefile.
 *
 * The declaration is repeated with an attribute, so that foreign headers that merely name a function are left in peace
 * and a call is an error with its reason. Not macros: those would change what foreign headers say. */
#ifndef DUIKAI_BANNED_H
#define DUIKAI_BANNED_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__GNUC__) && !defined(__clang__) /* clang wants the attribute on the first declaration, which is not ours */
#define BANNED(declaration, why) extern declaration __attribute__((error(why)));

BANNED(double strtod(const char *, char **),
       "reads numbers by the locale; lengths are exact: measure_read, str_read_int")
BANNED(float strtof(const char *, char **),
       "reads numbers by the locale; lengths are exact: measure_read, str_read_int")
BANNED(char *setlocale(int, const char *), "the locale belongs to whoever embeds the library")
BANNED(int sprintf(char *restrict, const char *restrict, ...), "has no bound: str_f, buf_putf")
BANNED(char *strcpy(char *restrict, const char *restrict), "has no bound: str_copy, str_z")
BANNED(char *strcat(char *restrict, const char *restrict), "has no bound: buf_puts")
BANNED(char *strncpy(char *restrict, const char *restrict, size_t), "may leave no NUL: str_z")
BANNED(char *strtok(char *restrict, const char *restrict), "keeps a hidden global: str_find, str_sub")
BANNED(int rand(void), "same input, same bytes")
#ifndef DUIKAI_OWNS_MALLOC
BANNED(void *malloc(size_t), "memory comes from an arena: arena_add")
BANNED(void *calloc(size_t, size_t), "memory comes from an arena: arena_add")
BANNED(void *realloc(void *, size_t), "memory comes from an arena: arena_grow")
BANNED(char *strdup(const char *), "memory comes from an arena: str_copy, str_z")
#endif
#ifndef DUIKAI_OWNS_PROCESS
BANNED(void exit(int), "only the command may end the process: report and return")
BANNED(char *getenv(const char *), "only the command knows the environment")
#endif
#undef BANNED
#endif

#endif
