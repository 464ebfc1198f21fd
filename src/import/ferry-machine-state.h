/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FerryMachineState:
 * @FERRY_MACHINE_WAITING: nothing of it has begun: it is in the queue
 * @FERRY_MACHINE_IMPORTING: its disks are on their way
 * @FERRY_MACHINE_UNCONFIRMED: of the request for one of them it is not known whether EC2 got it
 * @FERRY_MACHINE_TAGGING: all disks have landed; instance and volumes get their tags
 * @FERRY_MACHINE_ATTACHING: data volumes are attached
 * @FERRY_MACHINE_ASKING: it cannot go on before a person answers: see FerryQuestion
 * @FERRY_MACHINE_LANDED: the instance stands with all its volumes, and may be started
 * @FERRY_MACHINE_CANCELLING: what runs is cancelled, and what Ferry made is removed
 * @FERRY_MACHINE_CANCELLED: by a person
 * @FERRY_MACHINE_FAILED: a disk, a tag or a volume did not make it; see its error. Retry goes on
 *   with what has landed
 *
 * The one state of a machine's import: what the journal stores and what the window shows.
 */
typedef enum {
  FERRY_MACHINE_WAITING,
  FERRY_MACHINE_IMPORTING,
  FERRY_MACHINE_UNCONFIRMED,
  FERRY_MACHINE_TAGGING,
  FERRY_MACHINE_ATTACHING,
  FERRY_MACHINE_ASKING,
  FERRY_MACHINE_LANDED,
  FERRY_MACHINE_CANCELLING,
  FERRY_MACHINE_CANCELLED,
  FERRY_MACHINE_FAILED,
} FerryMachineState;

#define FERRY_TYPE_MACHINE_STATE (ferry_machine_state_get_type ())
GType       ferry_machine_state_get_type    (void);
/* "waiting", …: the journal's spelling; -1 for an unknown word */
const char *ferry_machine_state_to_word     (FerryMachineState  state);
int         ferry_machine_state_from_word   (const char        *word);
/* landed, cancelled or failed */
gboolean    ferry_machine_state_is_finished (FerryMachineState  state);

/**
 * FerryQuestion:
 * @FERRY_QUESTION_NONE: none
 * @FERRY_QUESTION_DEVICE: another volume has the device name. Answers: a device name ("/dev/sdg")
 * @FERRY_QUESTION_RACED: it was cancelled, but EC2 had completed it. Answers: "keep", "terminate"
 * @FERRY_QUESTION_COPY: the journal was copied or restored, so a later Ferry may have gone on with
 *   it; or lines of it cannot be read. Answers: "go-on" (after EC2 was asked for all that carries
 *   the disk's fingerprint), "leave"
 * @FERRY_QUESTION_SOURCES: it has landed, and the user wished to be asked whether the disks in the
 *   bucket are to go. Answers: "keep", "delete"
 */
typedef enum {
  FERRY_QUESTION_NONE,
  FERRY_QUESTION_DEVICE,
  FERRY_QUESTION_RACED,
  FERRY_QUESTION_COPY,
  FERRY_QUESTION_SOURCES,
} FerryQuestion;

#define FERRY_TYPE_QUESTION (ferry_question_get_type ())
GType       ferry_question_get_type         (void);

G_END_DECLS
