/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "disk/ferry-disk-verdict.h"
#include "plan/ferry-check.h"

G_BEGIN_DECLS

/* Private to the checks. A rule is a small pure function that says what it finds; there is one for
 * each code. Rules of a subject are a table in a file, ferry-rules-….c, and ferry-check.c runs them
 * in order. What a rule would have to know and does not, keeps it silent.
 */

#define FERRY_N_ROADS 2

/* What a finding means on a road. */
typedef enum {
  FERRY_RULING_SILENT,   /* no matter there */
  FERRY_RULING_NOTE,
  FERRY_RULING_WARNING,
  FERRY_RULING_LESSON,   /* blocks, but in a rehearsal only warns */
  FERRY_RULING_BLOCKS,
} FerryRuling;

/* A disk of the machine that is judged, with what all rules ask of it. */
typedef struct {
  FerryMachineDisk *disk;
  FerryDisk        *object;
  FerryDiskReport  *report;
  FerryDiskReport  *inner;                   /* of an OVA the disk that starts, else @report */
  gboolean          is_boot;
  gboolean          is_taken[FERRY_N_ROADS]; /* the format, by the road's call */
  FerryDiskVerdict  verdicts[FERRY_N_ROADS];
} FerryJudgedDisk;

typedef struct _FerryRule FerryRule;

/**
 * FerryJudge:
 *
 * One run of the rules over a plan. A rule of the plan sees neither machine nor disk, one of a
 * machine no disk.
 */
typedef struct {
  FerryPlan                 *plan;
  const FerryCheckSituation *situation;
  guint                      n_machines;

  FerryMachine              *machine;
  guint                      position;       /* the machine's */
  FerryAccountFacts         *facts;          /* (nullable): of the machine's region */
  const FerrySubnet         *subnet;         /* (nullable): not chosen, or not known */
  const FerryInstanceType   *type;           /* (nullable): not known */
  GArray                    *disks;          /* of FerryJudgedDisk: the machine's */

  const FerryJudgedDisk     *disk;

  const FerryRule           *rule;
  guint                      rule_number;
  GArray                    *found;          /* private to ferry-judge.c */
} FerryJudge;

typedef enum {
  FERRY_RULE_PLAN,
  FERRY_RULE_MACHINE,
  FERRY_RULE_DISK,
} FerryRuleScope;

struct _FerryRule {
  FerryCheckCode   code;
  const char      *id;     /* of letters, digits and hyphens; never changed */
  FerryRuleScope   scope;
  void           (*judge) (FerryJudge *judge);
};

/* The tables, each ended by a rule without an id */
extern const FerryRule ferry_rules_bucket[];
extern const FerryRule ferry_rules_disk[];
extern const FerryRule ferry_rules_boot[];
extern const FerryRule ferry_rules_system[];
extern const FerryRule ferry_rules_machine[];
extern const FerryRule ferry_rules_type[];
extern const FerryRule ferry_rules_network[];
extern const FerryRule ferry_rules_address[];
extern const FerryRule ferry_rules_plan[];

/* @rules: (array zero-terminated=1). Returns: (transfer full) (element-type FerryCheck) */
GPtrArray   *ferry_judge_run            (FerryPlan                 *plan,
                                         const FerryCheckSituation *situation,
                                         const FerryRule *const    *tables);

/* What follows is for the rules. */

/* What is found is about this machine, or with G_MAXUINT about the plan again: for a rule of the
 * plan. Facts and disks of the machine are there then too.
 */
void         ferry_judge_turn_to        (FerryJudge                *self,
                                         guint                      position);
/* and about this one of its disks */
void         ferry_judge_turn_to_disk   (FerryJudge                *self,
                                         guint                      position);
/* @evidence: (nullable). The same is found only once. */
void         ferry_judge_find           (FerryJudge                *self,
                                         FerryRuling                classic,
                                         FerryRuling                image,
                                         const char                *evidence);
/* @choice: (nullable): where the fix needs one and there is none, the finding has no fix. */
void         ferry_judge_find_fixable   (FerryJudge                *self,
                                         FerryRuling                classic,
                                         FerryRuling                image,
                                         const char                *evidence,
                                         FerryFix                   fix,
                                         const char                *choice);
gboolean     ferry_judge_knows          (FerryJudge                *self,
                                         FerryFact                  fact);
/* (nullable): where the machine will be, as far as that is known: its own zone, its subnet's */
const char  *ferry_judge_get_zone       (FerryJudge                *self);
/* (nullable) */
const FerryBucketFacts *
             ferry_judge_find_bucket    (FerryJudge                *self,
                                         const char                *bucket);
/* (nullable): an instance type that no rule has anything against */
const char  *ferry_judge_choose_type    (FerryJudge                *self);
/* (nullable): another disk of the machine that holds a system */
const char  *ferry_judge_find_boot_disk (FerryJudge                *self);

/* whether nobody would say that something is written there */
static inline gboolean
ferry_rule_is_blank (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return *text == '\0';
}

static inline FerryJudgedDisk *
ferry_judge_get_disk (FerryJudge *self,
                      guint       position)
{
  return &g_array_index (self->disks, FerryJudgedDisk, position);
}

G_END_DECLS
