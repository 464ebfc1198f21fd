/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "manifest/script/ferry-script.h"

G_BEGIN_DECLS

/* Internal to the scripts: ferry_script_new() hands each kind the machines that it takes. */

typedef struct {
  FerryMachine *machine;
  const char   *zone;      /* (nullable) */
} FerryScriptMachine;

typedef struct {
  FerryPlan  *plan;
  GPtrArray  *machines;    /* (element-type FerryScriptMachine): at least one */
  GHashTable *occurrences; /* FerryMachineDisk to the number of disks before it that are the same */
  guint       n_left_out;  /* machines of another road */
  const char *endpoint;    /* (nullable) */
} FerryScriptOrder;

/* Each: (transfer full): the program; %NULL with FERRY_ERROR_BAD_INPUT */
char *ferry_script_write_shell      (const FerryScriptOrder *order,
                                     GError                **error);
char *ferry_script_write_cli        (const FerryScriptOrder *order,
                                     GError                **error);
char *ferry_script_write_powershell (const FerryScriptOrder *order,
                                     GError                **error);

/* What names the disk at @position of @machine in EC2 (see ferry-token.h): always the same of the
 * same plan. (transfer full)
 */
char *ferry_script_dup_token        (const FerryScriptOrder *order,
                                     FerryMachine           *machine,
                                     guint                   position);
/* Sets "the machine NAME: WHAT". */
void  ferry_script_refuse           (FerryMachine           *machine,
                                     const char             *what,
                                     GError                **error);
/* The path of the machine's user data, "" without one; %NULL with @error. (transfer full) */
char *ferry_script_dup_user_data    (FerryMachine           *machine,
                                     GError                **error);
/* "https://host", and the path before a bucket's keys: "" or "/bucket". Without @bucket: of EC2.
 * Returns: FALSE with @error set
 */
gboolean ferry_script_resolve       (const char             *endpoint,
                                     const char             *region,
                                     const char             *bucket,
                                     char                  **host,
                                     char                  **path,
                                     GError                **error);
/* The fixed part of that name without its first comment: what does not change of a script is in
 * files of its own, where the lints can judge it.
 */
void  ferry_script_append_part      (GString                *script,
                                     const char             *name);
/* A comment that so many of the plan's machines are not in the script; nothing where all are */
void  ferry_script_append_left_out  (GString                *script,
                                     guint                   n_left_out,
                                     const char             *why);

G_END_DECLS
