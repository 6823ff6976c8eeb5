/* What the programs of this folder have in common: a task is a file of doubles, `program FILE`;
   printed are the microseconds of processor time of one call, then what was computed. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Of computations; a program may say float. */
#ifndef NUMBER
#define NUMBER double
#endif

static FILE *task;

static NUMBER *numbers(size_t count) {
  double next;
  NUMBER *into = malloc(sizeof(NUMBER) * count);
  if (!into) exit(1);
  for (size_t k = 0; k < count; k++) {
    if (fread(&next, sizeof(double), 1, task) != 1) exit(1);
    into[k] = next;
  }
  return into;
}

static void open_task(int count, char **words) {
  task = count == 2 ? fopen(words[1], "rb") : NULL;
  if (!task) exit(1);
}

static double mean_size(const NUMBER *values, size_t count) {
  double sum = 0;
  for (size_t k = 0; k < count; k++) sum += fabs(values[k]);
  return sum / count;
}

/* `call` over and over for 30 ms after a first time; the microseconds of one. */
#define TURN(us, call)                                                          \
  do {                                                                          \
    long count = 0;                                                             \
    clock_t from = clock(), spent;                                              \
    do {                                                                        \
      call;                                                                     \
      count++;                                                                  \
      spent = clock() - from;                                                   \
    } while (spent < 0.03 * CLOCKS_PER_SEC);                                    \
    us = spent * (1e6 / CLOCKS_PER_SEC) / count;                                \
  } while (0)
