# SPDX-FileCopyrightText: 2026 The Ferry developers
# SPDX-License-Identifier: GPL-3.0-or-later
# What each exported script for PowerShell begins with: the plan comes behind it (ferry_script_new(),
# which leaves these lines out). ASCII only: one PowerShell reads files as the computer's code page.

[CmdletBinding()]
param (
  [switch] $Again,
  [switch] $Run
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

function New-Disk {
  param ([string] $Format, [string] $Bucket, [string] $Key)

  New-Object Amazon.EC2.Model.ImageDiskContainer -Property @{
    Format = $Format
    UserBucket = New-Object Amazon.EC2.Model.UserBucket -Property @{
      S3Bucket = $Bucket
      S3Key = $Key
    }
  }
}

function New-Tags {
  param ([string] $Type, [hashtable[]] $Tags)

  $made = New-Object Amazon.EC2.Model.TagSpecification -Property @{ ResourceType = $Type }
  foreach ($tag in $Tags) {
    $made.Tags.Add((New-Object Amazon.EC2.Model.Tag -Property $tag))
  }
  $made
}

# Where EC2 is asked for a machine.
function Get-Place {
  param ([hashtable] $Machine)

  $place = @{ Region = $Machine.Region }
  if ($script:endpoint) {
    $place.EndpointUrl = $script:endpoint
  }
  $place
}

# How many tasks with the token of this machine have come to nothing; ends where one has not.
function Get-Attempts {
  param ([hashtable] $Machine)

  $place = Get-Place -Machine $Machine
  $tasks = @(Get-EC2ImportImageTask @place | Where-Object {
      $_.Description -and $_.Description.Contains($Machine.Token)
    })
  $live = @($tasks | Where-Object { 'deleted', 'deleting' -notcontains $_.Status })
  if ($live.Count -gt 0) {
    throw "$($Machine.Label): EC2 has the task $($live[0].ImportTaskId). This plan has been imported."
  }
  if ($tasks.Count -gt 0 -and -not $script:Again) {
    throw "$($Machine.Label): an import has failed or was cancelled before. Once more: -Again"
  }
  $tasks.Count
}

# A token that EC2 has seen would give the old task back, so each further attempt has its own.
function Import-Machine {
  param ([hashtable] $Machine, [int] $Attempts)

  $place = Get-Place -Machine $Machine
  $import = $Machine.Import
  $token = $Machine.Token
  if ($Attempts -gt 0) {
    $token += "-$($Attempts + 1)"
  }
  $task = Import-EC2Image @place @import -ClientToken $token
  Write-Output "$($Machine.Label): EC2 has begun, as the task $($task.ImportTaskId)"
  $Machine.Task = $task.ImportTaskId
}

# Until it is over; returns the last that EC2 said.
function Wait-Machine {
  param ([hashtable] $Machine)

  $place = Get-Place -Machine $Machine
  $last = ''
  while ($true) {
    Start-Sleep -Seconds 30
    $task = @(Get-EC2ImportImageTask @place -ImportTaskId $Machine.Task)[0]
    $said = "$($task.Status) $($task.StatusMessage)"
    if ($said -ne $last) {
      Write-Host "$($Machine.Label): $said"
      $last = $said
    }
    if ('completed', 'deleted' -contains $task.Status) {
      return $task
    }
  }
}

# The token keeps this from making a second one.
function Start-Machine {
  param ([hashtable] $Machine, [string] $Image)

  $place = Get-Place -Machine $Machine
  $instance = $Machine.Instance
  if ($Machine.UserData) {
    $bytes = [System.IO.File]::ReadAllBytes($Machine.UserData)
    $instance.UserData = [Convert]::ToBase64String($bytes)
  }
  $made = New-EC2Instance @place @instance -ImageId $Image
  Write-Output "$($Machine.Label): runs as the instance $($made.Instances[0].InstanceId)"
}

function Move-Machines {
  $failed = 0

  Write-Output "This asks EC2 for $($script:machines.Count) images, once each, and follows them:"
  foreach ($machine in $script:machines) {
    Write-Output "  $($machine.Label): in $($machine.Region)"
    $machine.Attempts = Get-Attempts -Machine $machine
  }
  foreach ($machine in $script:machines) {
    Import-Machine -Machine $machine -Attempts $machine.Attempts
  }
  foreach ($machine in $script:machines) {
    $task = Wait-Machine -Machine $machine
    if ($task.Status -ne 'completed') {
      Write-Output "$($machine.Label): EC2 has given it up."
      $failed++
    } elseif ($script:Run) {
      Start-Machine -Machine $machine -Image $task.ImageId
    }
  }
  if ($failed -gt 0) {
    exit 2
  }
}
