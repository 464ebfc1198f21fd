/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ferry-test-plan.h"

G_BEGIN_DECLS

/**
 * FerryTestScene:
 *
 * A flawless plan of one machine, and an account in eu-west-1 that suits it, spoiled by words: "key
 * = value" pairs without blanks around the sign, parted by semicolons.
 *
 * "zone=eu-west-1a": a property of the machine, lists with commas, choices by their names.
 * "disk.KEY", "data.KEY": of the boot disk, of a data disk; there is one where anything is said of
 * it. Keys: key, bucket, region, class, bytes, volume, parts (of the object; so many: it was cut);
 * format, name, fault, problem, scheme, size (GiB, "?" not known), active, type, fs, system,
 * other, platform, arch, boot, efi, read (of its report).
 * "second.PROPERTY": of another machine, which there is then; "second.disk=KEY" is its disk's key.
 * "data=N", "machines=N": so many.
 * "links=SECONDS", "active=N", "imported=BUCKET/KEY", "text=BYTES" (of user data "file:///u"),
 * "traits=A,B" (of the bucket), "age=SECONDS"; "vpc=none", "encryption=KEY" ("": plain), "quota=N"
 * (of instances): of the account.
 */
typedef struct {
  FerryPlan           *plan;
  FerryCheckSituation  situation;
  FerryAccountFacts   *facts;
  GHashTable          *words;  /* key → value */
} FerryTestScene;

FerryTestScene    *ferry_test_scene_new       (const char        *words);
void               ferry_test_scene_free      (FerryTestScene    *scene);
/* all machines */
void               ferry_test_scene_set_road  (FerryTestScene    *scene,
                                               FerryRoad          road);
/* (nullable): the first of @code. (transfer full) */
FerryCheck        *ferry_test_scene_find      (FerryTestScene    *scene,
                                               FerryCheckCode     code);
/* An account in @region, with everything that a plan is judged against */
FerryAccountFacts *ferry_test_facts_new       (const char        *region);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FerryTestScene, ferry_test_scene_free)

G_END_DECLS
