/* SPDX-FileCopyrightText: 2026 The Ferry developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/* All of libferry, for the application, which includes this and its own headers only. */

#include "base/ferry-backoff.h"
#include "base/ferry-durable-writer.h"
#include "base/ferry-error.h"
#include "base/ferry-json.h"
#include "base/ferry-redact.h"
#include "base/ferry-time.h"
#include "base/ferry-xml-writer.h"
#include "base/ferry-xml.h"
#include "credentials/ferry-account.h"
#include "credentials/ferry-credentials.h"
#include "credentials/ferry-keyring.h"
#include "credentials/ferry-rehearsal-account.h"
#include "aws/ferry-client.h"
#include "aws/ferry-endpoint.h"
#include "aws/ferry-region.h"
#include "aws/ferry-reply.h"
#include "aws/ferry-request.h"
#include "aws/ferry-signer.h"
#include "aws/ferry-sts.h"
#include "bucket/ferry-bucket.h"
#include "bucket/ferry-object-list.h"
#include "bucket/ferry-object.h"
#include "bucket/ferry-s3-buckets.h"
#include "bucket/ferry-s3-list.h"
#include "bucket/ferry-s3-object.h"
#include "ec2/ferry-conversion-task.h"
#include "ec2/ferry-conversion-tasks.h"
#include "ec2/ferry-import-instance.h"
#include "disk/ferry-disk-inspector.h"
#include "disk/ferry-disk-probe.h"
#include "disk/ferry-disk-report.h"
#include "plan/ferry-check.h"
#include "plan/ferry-disk.h"
#include "plan/ferry-machine.h"
#include "plan/ferry-plan.h"
