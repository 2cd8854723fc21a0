# 连心 — `make run` is all that one needs to know.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUN := $(VENV)/.run-stamp
DEV := $(VENV)/.dev-stamp
LEFT_OUT := not browser and not postgres and not accept and not thorough

# What is compiled once is kept: without this the tests' child processes compile the house anew each time.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup run check fix test test-all soak bench bench-large accept mission docs lock vendor demo pictures
.DEFAULT_GOAL := help

help:
	@echo "make run       装好一切并启动演示县 · set everything up and serve the demo county"
	@echo "make setup     只准备运行环境 · only prepare the environment"
	@echo "make demo      重新生成演示县(先问一声) · make the demo county anew (asks first)"
	@echo "make test      测试(不含浏览器和 PostgreSQL) · tests without browser and PostgreSQL"
	@echo "make test-all  全部测试 · all tests"
	@echo "make soak      长时间的测试，全部数量，结果写入 docs/soak.md · the long variants, with a report"
	@echo "make check     格式、静态检查、分层、类型、迁移、文档、测试 · everything a change must pass"
	@echo "make fix       能自动改的都改好 · mend what can be mended"
	@echo "make bench     五十万件诉求下的速度与内存 · speed and memory at 500,000 concerns"
	@echo "make bench-large 一百个县、一千万件诉求在一个 PostgreSQL 里 · 100 counties, 10,000,000 concerns (half an hour and more, 40 GB)"
	@echo "make accept    用 ../shared 的真实文本验收 · acceptance on the texts of ../shared"
	@echo "make mission   哪些机制已有测试证明 · which mechanisms are shown by tests"
	@echo "make docs      重新生成文档 · generate the documents anew"
	@echo "make pictures  重新拍页面图片 · take the pictures of the pages anew (needs chromium)"
	@echo "make vendor    重新取前端外来库并核对 · fetch the vendored browser libraries anew and compare (needs node)"
	@echo "make lock      重新锁定依赖 · lock the dependencies anew"

# ── the environment ───────────────────────────────────────────────────────────────────────────────

setup: $(RUN)

# A bare Debian has python3 without ensurepip; nothing gets past that without one package of the system.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "需要 Python 3.11 或更新。 · Python 3.11 or newer is needed."; exit 1; }
	@if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ]; then \
	    echo "缺少 python3-venv,正在安装。 · Installing python3-venv."; \
	    apt-get install -y -qq python3-venv || { apt-get update -qq && apt-get install -y -qq python3-venv; }; \
	  else \
	    echo "系统缺少 python3-venv。请先运行下面这一行，再运行一次 make。"; \
	    echo "python3-venv is missing. Run this line, then make again:"; \
	    echo "    sudo apt-get install -y python3-venv"; exit 1; \
	  fi; \
	fi
	@echo "建立运行环境 $(VENV) · creating the environment"
	@$(PYTHON) -m venv $(VENV)

$(RUN): requirements/run.txt pyproject.toml | $(BIN)/python
	@echo "安装依赖(已锁定版本和校验值，约半分钟)· installing the locked dependencies, about half a minute"
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(DEV): $(RUN) requirements/dev.txt
	@echo "安装测试工具 · installing the tools for tests"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

# ── running ───────────────────────────────────────────────────────────────────────────────────────

run: $(RUN)
	@exec $(BIN)/lianxin serve --demo

demo: $(RUN)
	@exec $(BIN)/lianxin demo --reset

# ── checking ──────────────────────────────────────────────────────────────────────────────────────

test: $(DEV)
	@echo "未包括：浏览器测试(browser)、PostgreSQL 测试(postgres)、../shared 验收(accept)。"
	@echo "Left out: browser, postgres, accept. 'make test-all' adds the first two, 'make accept' the third."
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --nomigrations -m "$(LEFT_OUT)"

test-all: $(DEV)
	@echo "未包括:../shared 验收(accept)。 · Left out: accept."
	@$(BIN)/python -m pytest -q -m "not postgres and not accept"
	@.ci/with-postgres $(BIN)/python -m pytest -q -m "not browser and not accept"

soak: $(DEV)
	@$(PIP) install --quiet --require-hashes -r requirements/bench.txt -r requirements/spark.txt
	@$(BIN)/python -m tests.soak

accept: $(DEV)
	@$(BIN)/python -m pytest -q -m accept

mission: $(DEV)
	@$(BIN)/python -m tests.mission

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/lianxin manage makemigrations --check --dry-run
	$(BIN)/python -m lianxin.project.docs --check
	$(BIN)/python -m lianxin.project.components
	$(BIN)/python -m tests.translations
	@$(MAKE) --no-print-directory test

fix: $(DEV)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python -m lianxin.project.docs

docs: $(RUN)
	$(BIN)/python -m lianxin.project.docs

pictures: $(DEV)
	@$(BIN)/python -m tests.browser.pictures

bench: $(DEV)
	@$(PIP) install --quiet --require-hashes -r requirements/bench.txt
	@$(BIN)/python -m bench

# LIANXIN_LARGE and LIANXIN_LARGE_COUNTIES make it smaller; LIANXIN_ROLLUP_ON=sqlite,duckdb,spark adds Spark (needs Java).
bench-large: $(DEV)
	@$(PIP) install --quiet --require-hashes -r requirements/$(if $(findstring spark,$(LIANXIN_ROLLUP_ON)),spark,analytics).txt
	@$(BIN)/python -m bench.large

# No address of any index is written into the files.
lock: $(DEV)
	@test -x $(BIN)/uv || $(PIP) install uv
	@for name in run dev bench analytics spark; do \
	  $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
	    --no-emit-index-url --no-emit-find-links requirements/$$name.in -o requirements/$$name.txt; done

# The libraries of the browser lie in the repository; this fetches them by the lock and compares, byte for byte.
vendor:
	@$(PYTHON) tools/vendor/vendor.py
