"""Making models smaller and saying what that costs: conversion, quantisation, agreement, search, reports."""

from __future__ import annotations
